import type { Segments } from "../../core/segments/segment";
import type { DeployedHerald } from "../aws-herald/deployed-stack";
import { followRecount } from "../aws-herald/follow-recount";
import { listMembers, listSegments, type SegmentDesk } from "./segment-desk";

/**
 * Answers from a deployed stack.
 * @param segments as this checkout has them: one that is not deployed yet has nobody in it
 */
export function deployedDesk(herald: DeployedHerald, segments: Segments): SegmentDesk {
  const { table } = herald;
  return {
    list: () => herald.explained(() => listSegments(segments, table)),
    members: (segment, after) => herald.explained(async () => listMembers(segments, table, segment, after)),
    recount: (told) =>
      herald.explained(() => followRecount(herald.stepFunctions, herald.output("RecountMachineArn"), told)),
    close: async () => herald.close(),
  };
}
