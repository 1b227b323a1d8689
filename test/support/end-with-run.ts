// Ends the test runner, and with it all that its tests have started, when whoever started it is killed.
process.once("disconnect", () => process.exit(1));
// The channel alone keeps nobody running.
process.channel?.unref();
