import { present } from "../../core/condition";
import { downloadLink } from "../messages/download-link/message";
import { journey, on, send } from "../words";

export const downloadLinks = journey("download-link", {
  description: "Sends people the link to what they downloaded, at once and each time.",
  stage: "consideration",
  trigger: on("File Downloaded", { where: { url: present }, per: "each event" }),
  steps: [send(downloadLink)],
});
