/** Where the embedded Herald keeps what AWS keeps for the deployed one: executions, queues, assets, mail. */
export interface Keep {
  put(kind: KeptKind, id: string, value: object): Promise<void>;
  remove(kind: KeptKind, id: string): Promise<void>;
  all(kind: KeptKind): Promise<object[]>;
}

export type KeptKind =
  | "execution"
  | "graph"
  | "message"
  | "send"
  | "mail"
  | "refused"
  | "arrival"
  | "activity"
  | "clock"
  | "link-keys"
  | "inbox-keys"
  | "pepper";

/** Keeps in memory: for tests and backtests. */
export class MemoryKeep implements Keep {
  private readonly kinds = new Map<KeptKind, Map<string, object>>();

  async put(kind: KeptKind, id: string, value: object): Promise<void> {
    this.of(kind).set(id, value);
  }

  async remove(kind: KeptKind, id: string): Promise<void> {
    this.of(kind).delete(id);
  }

  async all(kind: KeptKind): Promise<object[]> {
    return [...this.of(kind).values()];
  }

  private of(kind: KeptKind): Map<string, object> {
    let values = this.kinds.get(kind);
    if (!values) {
      values = new Map();
      this.kinds.set(kind, values);
    }
    return values;
  }
}
