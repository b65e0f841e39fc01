/** Liquid that names a reward by the id that its event carries; what the shop does not name is "a reward". */
export const rewardIn = {
  en: '{% case event.reward %}{% when "gold-packing-cubes" %}a set of packing cubes{% else %}a reward{% endcase %}',
  de: '{% case event.reward %}{% when "gold-packing-cubes" %}ein Set Packwürfel{% else %}eine Belohnung{% endcase %}',
};
