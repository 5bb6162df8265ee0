/** Where the postgres tests find a server: an address, a container to start, or a reason why there is none. */
export type PostgresqlServer = { url: string } | { container: true } | { missing: string };

/** Looks for a server: TEST_DATABASE_URL first, then Docker. */
export async function findPostgresql(): Promise<PostgresqlServer> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url };
  try {
    const { getContainerRuntimeClient } = await import('testcontainers');
    await getContainerRuntimeClient();
    return { container: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: `TEST_DATABASE_URL is not set, and Docker does not answer (${reason})` };
  }
}
