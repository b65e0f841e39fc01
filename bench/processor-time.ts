/** Starts a stopwatch of processor seconds: unlike the clock's it does not grow with what else the machine does. */
export function processorSeconds(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
}
