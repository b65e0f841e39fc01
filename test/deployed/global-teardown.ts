/** Ends the emulator and removes what it wrote. */
async function globalTeardown(): Promise<void> {
  await (globalThis as { endDeployment?: () => Promise<void> }).endDeployment?.();
}

export default globalTeardown;
