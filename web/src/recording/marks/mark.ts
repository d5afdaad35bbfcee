/** What is told about a moment of a recording: a step that a person marks, or an element that was pressed. */
import type { components } from "@/lib/api-schema";

export type Mark = components["schemas"]["Marks.Mark"];
