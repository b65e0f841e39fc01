import { PRICES } from "../local/cost";

/** What is in the table, and what a recount finds. */
export interface SegmentCostInputs {
  readonly people: number;
  /** Who is in the segment that is listed. */
  readonly members: number;
  readonly eventsPerPerson: number;
  /** Of a stored row, names and values, as DynamoDB counts them. */
  readonly eventBytes: number;
  readonly profileBytes: number;
  /** Runs, sends and timers of a person, which a scan passes. */
  readonly otherBytesPerPerson: number;
  readonly memberBytes: number;
  readonly segmentsPerPerson: number;
  /** Of all people, those whose row a recount changes, and how many lists it then writes to. */
  readonly changedShare: number;
  readonly listsPerChange: number;
  /** Of all people, those who get another timer. */
  readonly timerShare: number;
  /** Parts of the table, how many of them at once, and how long a Lambda takes for one person. */
  readonly parts: number;
  readonly atOnce: number;
  readonly millisecondsPerPerson: number;
}

/** What was read, written and run, and its price in US dollars. */
export interface SegmentCost {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly states: number;
  readonly lambdaCalls: number;
  readonly lambdaSeconds: number;
  readonly dollars: number;
}

/** Ten million people who are all in the segment, which is new: the most that can change. */
export const TEN_MILLION: SegmentCostInputs = {
  people: 10_000_000,
  members: 10_000_000,
  eventsPerPerson: 50,
  eventBytes: 600,
  profileBytes: 2_000,
  otherBytesPerPerson: 2_500,
  memberBytes: 110,
  segmentsPerPerson: 3,
  changedShare: 1,
  listsPerChange: 1,
  timerShare: 0.3,
  parts: 100,
  atOnce: 10,
  // 0.3 ms of a core for fifty events and about 2.5 ms for three calls of the SDK, on 0.29 of a core.
  millisecondsPerPerson: 10,
};

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;
const MEGABYTE = 1024 * 1024;
const LAMBDA_GIGABYTES = 0.5;
/** A call takes up nobody new once it has run for 60 percent of fifteen minutes. */
const SECONDS_PER_CALL = 0.6 * 15 * 60;
/** The map itself; of each part the task, the choice and the end; two more for every further call. */
const STATES = { map: 1, part: 3, furtherCall: 2 };

/** Reading the whole list, which listing and sizing both do: strongly consistent, as large as its rows. */
export function listingCost({ members, memberBytes }: SegmentCostInputs): SegmentCost {
  return priced({ readUnits: (members * memberBytes) / READ_UNIT_BYTES });
}

/** Counting everyone again. */
export function recountCost(inputs: SegmentCostInputs): SegmentCost {
  const { people, eventsPerPerson, changedShare, listsPerChange, timerShare, parts } = inputs;
  const { eventBytes, profileBytes, otherBytesPerPerson, memberBytes, segmentsPerPerson } = inputs;
  const events = eventsPerPerson * eventBytes;
  const passed = events + profileBytes + otherBytesPerPerson + segmentsPerPerson * memberBytes;
  const scanned = (0.5 * people * passed) / READ_UNIT_BYTES;
  const loaded = people * (units(profileBytes, READ_UNIT_BYTES) + units(events, READ_UNIT_BYTES));
  const written = changedShare * (units(profileBytes, WRITE_UNIT_BYTES) + listsPerChange) + timerShare;
  const lambdaSeconds = (people * inputs.millisecondsPerPerson) / 1000;
  const lambdaCalls = Math.max(parts, Math.ceil(lambdaSeconds / SECONDS_PER_CALL));
  return priced({
    readUnits: scanned + loaded,
    writeUnits: people * written,
    states: STATES.map + parts * STATES.part + (lambdaCalls - parts) * STATES.furtherCall,
    ...{ lambdaCalls, lambdaSeconds },
  });
}

/** How long a recount takes in hours, while nothing throttles it. */
export function recountHours(inputs: SegmentCostInputs): number {
  return recountCost(inputs).lambdaSeconds / inputs.atOnce / 3600;
}

/** The rows of the table about segments. */
export function segmentCostRows(inputs: SegmentCostInputs = TEN_MILLION): [string, string][] {
  const listing = listingCost(inputs);
  const recount = recountCost(inputs);
  const nothing = recountCost({ ...inputs, changedShare: 0, timerShare: 0 });
  const whole = (value: number) => Math.round(value).toLocaleString("en-US");
  const dollars = (value: number) => `$${value.toFixed(2)}`;
  const pages = whole((inputs.members * inputs.memberBytes) / MEGABYTE);
  return [
    [`segment of ${whole(inputs.members)}: read units to list or size it`, whole(listing.readUnits)],
    ["segment: pages of a megabyte", pages],
    ["segment: to list or size it once", dollars(listing.dollars)],
    [`recount of ${whole(inputs.people)}: read units`, whole(recount.readUnits)],
    ["recount: write units, everyone changed", whole(recount.writeUnits)],
    ["recount: states entered", whole(recount.states)],
    ["recount: Lambda seconds", whole(recount.lambdaSeconds)],
    ["recount: all, everyone changed", dollars(recount.dollars)],
    ["recount: all, nobody changed", dollars(nothing.dollars)],
    [`recount: hours, ${inputs.atOnce} parts at once`, recountHours(inputs).toFixed(1)],
  ];
}

function units(bytes: number, unit: number): number {
  return Math.max(1, Math.ceil(bytes / unit));
}

function priced(used: Partial<Omit<SegmentCost, "dollars">>): SegmentCost {
  const { readUnits = 0, writeUnits = 0, states = 0, lambdaCalls = 0, lambdaSeconds = 0 } = used;
  const dollars =
    readUnits * PRICES.readUnit +
    writeUnits * PRICES.writeUnit +
    states * PRICES.stateTransition +
    lambdaCalls * PRICES.lambdaRequest +
    lambdaSeconds * LAMBDA_GIGABYTES * PRICES.lambdaGigabyteSecond;
  return { readUnits, writeUnits, states, lambdaCalls, lambdaSeconds, dollars };
}

if (require.main === module) {
  const rows = segmentCostRows();
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`| ${name.padEnd(width)} | ${value.padStart(18)} |`);
}
