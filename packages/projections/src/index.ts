// The front door of the projections: read models, the views they are kept in, and what runs them.
export * from "./read-model.ts";
export * from "./views.ts";
