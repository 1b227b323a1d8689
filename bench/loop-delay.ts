// The delay of the event loop of a product, in milliseconds.

/** The delay of the process's event loop since it was asked for last, by its own monitor; asking resets it. */
export async function loopDelay(address: string): Promise<{ p99: number; max: number }> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  const value = (name: string) =>
    1000 * Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, "m").exec(metrics)?.[1]);
  return { p99: value("p99"), max: value("max") };
}
