/** Where a notice leads, if anywhere. */
export function PreviewLink({ link }: { link: string | undefined }) {
  if (!link) return <figcaption>It leads nowhere.</figcaption>;
  return (
    <figcaption>
      It leads to{" "}
      <a href={link} target="_blank" rel="noreferrer">
        {link}
      </a>
    </figcaption>
  );
}
