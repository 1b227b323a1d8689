// How a form closes 收起表单.

/** Is given the form that closes: the focus goes on only where it was in there, or is lost. */
export type Closing = (form: Element | null) => void;
