// Ends the test runner, and with it all that its tests have started, when the process that started it is killed.
process.once("disconnect", () => process.exit(1));
// An open channel does not keep the process running.
process.channel?.unref();
