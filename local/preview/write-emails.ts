import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isShown, type Preview } from "../../core/preview/preview-message";

/**
 * Writes the emails among previews, HTML and text part, as `cart-reminder.returning.de.html` and `.txt`.
 * @returns the files, in order
 */
export async function writeEmails(
  folder: string,
  message: string,
  previews: readonly Preview[],
): Promise<string[]> {
  const files = previews.filter(isShown).flatMap(({ content, variant, locale }) => {
    if (content.channel !== "email") return [];
    const name = [message, ...(variant === "default" ? [] : [variant]), locale].join(".");
    return [
      { path: join(folder, `${name}.html`), text: content.html },
      { path: join(folder, `${name}.txt`), text: content.text },
    ];
  });
  await mkdir(folder, { recursive: true });
  for (const { path, text } of files) await writeFile(path, text);
  return files.map(({ path }) => path);
}
