import { appUser } from "./app-user";
import { askedToConfirmOften } from "./asked-to-confirm-often";
import { browsingNotBuying } from "./browsing-not-buying";
import { clubMember } from "./club-member";
import { comparing } from "./comparing";
import { firstTimeBuyer } from "./first-time-buyer";
import { goldMember } from "./gold-member";
import { inspirationReader } from "./inspiration-reader";
import { loyal } from "./loyal";
import { powerUser } from "./power-user";

/** The questions this program asks about people, by name. */
export const segments = {
  "first-time-buyer": firstTimeBuyer,
  loyal,
  "gold-member": goldMember,
  comparing,
  "browsing-not-buying": browsingNotBuying,
  "app-user": appUser,
  "power-user": powerUser,
  "club-member": clubMember,
  "inspiration-reader": inspirationReader,
  "asked-to-confirm-often": askedToConfirmOften,
};
