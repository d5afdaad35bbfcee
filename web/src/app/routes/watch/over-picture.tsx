/** All that may lie over the picture and on the timeline; what of it there is comes when it is needed. */
import { useQuery } from "@tanstack/react-query";
import { use, type RefObject } from "react";

import { lazily } from "@/components/lazily";
import { annotationsQuery } from "@/features/annotations/api/get-annotations";
import type { Video } from "@/lib/api-types";

import type { Viewer } from "../../viewer";
import { FindContext } from "./find";
import { Together } from "./together";
import { Voice } from "./voice";

export { TimelineMarks } from "./timeline-marks";

const FoundOnPlayer = lazily(async () => (await import("./found-on-player")).FoundOnPlayer);
const Drawings = lazily(async () => (await import("./drawings")).Drawings);

interface OverPictureProps {
  video: Video;
  viewer: Viewer;
  film: RefObject<HTMLVideoElement | null>;
  /** Whether somebody draws here now. */
  drawing: boolean;
  onClose: () => void;
  onSaved: (id: number) => void;
}

export function OverPicture(props: OverPictureProps) {
  const { video, viewer, film, drawing } = props;
  const annotations = useQuery(annotationsQuery(video.id));
  const { hits } = use(FindContext);
  return (
    <>
      {hits.length > 0 && <FoundOnPlayer video={video} />}
      <Voice video={video} viewer={viewer} film={film} onSaved={props.onSaved} />
      <Together video={video} viewer={viewer} film={film} />
      {(drawing || annotations.data?.some(({ type }) => type === "drawing")) && <Drawings {...props} />}
    </>
  );
}
