/** What the links at the foot of every marketing email say. */
export const footer = {
  en: { preferences: "Preferences", unsubscribe: "Unsubscribe" },
  de: { preferences: "Einstellungen", unsubscribe: "Abbestellen" },
};
