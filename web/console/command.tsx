import { useState } from "preact/hooks";
import { Icon } from "./icon";
import { Scrollable } from "./scrollable";

/** A command for the terminal, to copy. */
export function Command({ children }: { children: string }) {
  const [copied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(children);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }

  return (
    <div class="command">
      <Scrollable class="listing command-text" label="Command">
        <code>{children}</code>
      </Scrollable>
      <button type="button" class="button command-copy" onClick={copy}>
        <Icon name="copy" />
        {copied ? "Copied" : "Copy"}
      </button>
      <span class="unseen" role="status">
        {copied && "Copied"}
      </span>
    </div>
  );
}
