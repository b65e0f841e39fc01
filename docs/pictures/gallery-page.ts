/** One picture of a message. */
export interface Picture {
  readonly file: string;
  readonly message: string;
  /** Variant and locale. */
  readonly edition: string;
  /** Channel, device and scheme. */
  readonly how: string;
}

const STYLE = `body { margin: 24px; background: #777; color: #fff; font: 14px/1.4 system-ui, sans-serif }
section { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; margin-bottom: 32px }
h2 { flex-basis: 100%; margin: 0 } figure { margin: 0 } img { display: block; max-width: 340px } .phone { max-width: 190px }`;

/** A page of all pictures, a section for each message. */
export function galleryPage(pictures: readonly Picture[]): string {
  const messages = [...new Set(pictures.map(({ message }) => message))];
  const sections = messages.map((message) => {
    const figures = pictures
      .filter((picture) => picture.message === message)
      .map(({ file, edition, how }) => {
        const size = how.includes("-phone-") ? ' class="phone"' : "";
        return `<figure><img${size} src="${file}" alt="" /><figcaption>${edition} ${how}</figcaption></figure>`;
      });
    return `<section id="${message}"><h2>${message}</h2>${figures.join("\n")}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Messages</title><style>${STYLE}</style>${sections.join("\n")}`;
}
