// The front door of the domain: what other packages may use.
export * from "./plan/draft.ts";
