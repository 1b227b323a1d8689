// Ends a process of tests, and with it all that its tests have started, when the run that it belongs to is killed.
process.once("disconnect", () => process.exit(1));
