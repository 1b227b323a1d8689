// The least that a page made with React is: the benchmark shows it beside the console.
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const place = document.getElementById("page");
if (place) createRoot(place).render(createElement("p", null, "空页"));
