import { userInfo } from "node:os";

/** Who is logged in on this computer. */
export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers run as user ids that have no name.
    return `uid ${process.getuid?.()}`;
  }
}
