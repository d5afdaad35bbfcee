// Stands in for the screen a person would pick: three pages of text, one after the other. Chromium's own fake screen
// shows a clock and no words.
(() => {
  const PAGES = [
    ["Security settings", "Two-factor authentication", "Allowed domains", "Single sign-on"],
    ["Choose an identity provider", "Okta", "Entra ID", "Google Workspace"],
    ["Paste the metadata URL", "https://id.example.org/metadata.xml", "Save changes"],
  ];
  const PAGE_MS = 7000;
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
    const pen = canvas.getContext("2d");
    const begin = performance.now();
    const draw = () => {
      const elapsed = performance.now() - begin;
      const lines = PAGES[Math.min(PAGES.length - 1, Math.floor(elapsed / PAGE_MS))];
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, 1280, 720);
      pen.fillStyle = "#1b1b1a";
      pen.font = "bold 54px sans-serif";
      pen.fillText(lines[0], 90, 140);
      pen.font = "34px sans-serif";
      lines.slice(1).forEach((line, index) => pen.fillText(line, 90, 240 + index * 80));
      // Something that always moves, as on a real screen.
      pen.fillStyle = "#4f46e5";
      pen.fillRect(90, 640, (elapsed / 40) % 1100, 6);
    };
    draw();
    setInterval(draw, 66);
    return canvas.captureStream(15);
  };
})();
