/** Where a step of the guide begins, as the timeline shows it. */
export interface TimelineStep {
  /** Seconds. */
  timestamp: number;
  title: string;
}
