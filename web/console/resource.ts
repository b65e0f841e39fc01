import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "./api";
import { useLive } from "./live";

/** Something read from the API: the last answer stays while a newer one is on its way. */
interface Resource<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
}

const NOTHING = { of: undefined, data: undefined, error: undefined };

/** Reads a path of the API, and again when something happened. `undefined` reads nothing. */
export function useResource<T>(path: string | undefined): Resource<T> {
  const { changes } = useLive();
  const [answer, setAnswer] = useState<Resource<T> & { readonly of: string | undefined }>(NOTHING);
  const wanted = useRef(path);
  wanted.current = path;
  const subject = path?.split("?")[0];

  useEffect(() => {
    if (path === undefined) return;
    get<T>(path).then(
      (data) => {
        if (wanted.current === path) setAnswer({ of: subject, data, error: undefined });
      },
      (error: Error) => {
        if (wanted.current !== path) return;
        setAnswer((before) => ({
          of: subject,
          data: before.of === subject ? before.data : undefined,
          error,
        }));
      },
    );
  }, [path, subject, changes]);

  return answer.of === subject ? answer : NOTHING;
}
