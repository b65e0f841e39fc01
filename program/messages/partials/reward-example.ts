export const rewardExample = {
  traits: { first_name: "Mara" },
  event: { reward: "gold-packing-cubes", tier: "gold" },
};
