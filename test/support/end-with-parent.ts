// Vitest's global set-up: the test runner ends when whoever started it is gone, and then so does all that it started.

export default function setup(): () => void {
  const end = () => process.exit(1);
  process.once("disconnect", end);
  // The channel alone keeps nobody running.
  process.channel?.unref();
  return () => process.off("disconnect", end);
}
