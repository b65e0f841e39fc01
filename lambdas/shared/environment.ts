/** A setting the stack gives to a Lambda. Throws where it is missing, at the cold start rather than at the first use. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
