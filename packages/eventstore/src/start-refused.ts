// Why the event store does not start.

/** The message is for whoever started the server: what is wrong, and what to do. */
export class StartRefused extends Error {}
