/** What the reading page of a guide says. */

export const guideWords = {
  contents: "Contents",
  recordedOn: (day: string) => `Guide from a recording of ${day}`,
  watchInstead: "Watch instead",
  orPressTime: "or press a time below",
  pictureOf: (number: number, title: string) => `Picture of step ${number}: ${title}`,
  endOfGuide: "End of the guide",
  export: "Export",
  exporting: "Making the file…",
  notExported: (why: string) => `The file was not made. ${why}`,
  exportFailed: "Something went wrong on our side. Try it again in a minute.",
  exportSlow: "It takes unusually long. Ask for it again later: what is made then is kept for a day.",
  print: "Print…",
  formats: {
    pdf: "PDF",
    docx: "Word (DOCX)",
    html: "Web page (HTML)",
    markdown: "Markdown with pictures (ZIP)",
    vtt: "Chapters (WebVTT)",
    json: "Data (JSON)",
  },
};
