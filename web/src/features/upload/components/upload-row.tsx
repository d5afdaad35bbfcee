/** One file: its name, how far it is, in words and as a bar, and what can be done with it. */
import { Icon, type IconName } from "@/components/icon";
import { ProgressBar } from "@/components/progress-bar";
import { cx } from "@/lib/cx";
import { uploadWords } from "@/words/upload";

import { hasArrived, progressOf, type JobView } from "../job-view";
import { jobWords, type JobTone } from "../words";
import { UploadActions } from "./upload-actions";

const LOOK: Record<JobTone, { icon: IconName; disc: string; text: string }> = {
  busy: { icon: "film", disc: "bg-accent-soft text-accent", text: "text-muted" },
  calm: { icon: "film", disc: "bg-sunk text-muted", text: "text-muted" },
  done: { icon: "check", disc: "bg-ok-soft text-ok", text: "text-muted" },
  warn: { icon: "offline", disc: "bg-warn-soft text-warn", text: "text-warn" },
  trouble: { icon: "alert", disc: "bg-rec-soft text-rec-text", text: "text-rec-text" },
};

interface UploadRowProps {
  job: JobView;
  online: boolean;
}

export function UploadRow({ job, online }: UploadRowProps) {
  const words = jobWords(job, online);
  const look = LOOK[words.tone];
  const withBar = !hasArrived(job) && job.phase !== "failed";
  return (
    <li data-phase={job.phase} className="relative flex items-start gap-3 px-4 py-3">
      <span aria-hidden="true" className={cx("mt-0.5 grid size-9 shrink-0 place-items-center rounded-control", look.disc)}>
        <Icon name={look.icon} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="truncate font-[550]" title={job.fileName}>
          {job.fileName}
        </div>
        <p className={cx("num text-[12.5px] leading-[18px]", look.text)}>{words.text}</p>
        {withBar && (
          <ProgressBar
            value={progressOf(job)}
            label={uploadWords.sentOf(job.fileName)}
            className={cx("mt-2 h-1 rounded-full bg-sunk", words.tone !== "busy" && "opacity-60 grayscale")}
          />
        )}
        {words.aside !== "" && <p className="num mt-1 text-[12px] text-faint">{words.aside}</p>}
      </div>
      <UploadActions job={job} />
    </li>
  );
}
