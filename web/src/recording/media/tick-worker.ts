/** Posts a message every so many milliseconds: a worker's timer keeps its pace when the page is in the background. */

let timer: ReturnType<typeof setInterval> | undefined;

self.onmessage = ({ data }: MessageEvent<number>) => {
  clearInterval(timer);
  timer = setInterval(() => self.postMessage(null), data);
};
