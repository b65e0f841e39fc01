/** An address that its owner knows again and nobody else learns: a forwarded email must not tell it. `a•••@e•••.com` */
export function masked(address: string): string {
  const at = address.lastIndexOf("@");
  if (at < 1) return "•••";
  const domain = address.slice(at + 1);
  const end = domain.lastIndexOf(".");
  return `${first(address)}•••@${first(domain)}•••${end > 0 ? domain.slice(end) : ""}`;
}

const first = (text: string) => [...text][0] ?? "";
