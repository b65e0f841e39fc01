import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { PersonLine } from "../../local/console-api";
import { useResource } from "./resource";
import { hrefOf } from "./route";

const NamesContext = createContext<ReadonlyMap<string, string>>(new Map());

/** Lets every page call people by their names. */
export function Names({ children }: { children: ComponentChildren }) {
  const { data } = useResource<readonly PersonLine[]>("people");
  const names = useMemo(
    () => new Map((data ?? []).map(({ id, name, email }) => [id, name ?? email ?? shownId(id)])),
    [data],
  );
  return <NamesContext.Provider value={names}>{children}</NamesContext.Provider>;
}

/** What to call people by, by their ids. */
export function useNames(): (personId: string) => string {
  const names = useContext(NamesContext);
  return (personId) => names.get(personId) ?? shownId(personId);
}

/** A person's name, leading to their page. */
export function PersonLink({ id }: { id: string }) {
  const nameOf = useNames();
  return (
    <a class="person-link" href={hrefOf("people", id)}>
      {nameOf(id)}
    </a>
  );
}

/** An id as people read it. */
export function shownId(id: string): string {
  return id.startsWith("anonymous:") ? `Visitor ${id.slice("anonymous:".length)}` : id;
}
