/** A person as a disc: their picture, or their initials on a colour of theirs. The name stands beside it or is the label. */
import { initials, personColour } from "./person-colour";

interface AvatarProps {
  /** A guest has no id. */
  person: { id: string | null; name: string; picture_url?: string | null };
  /** Pixels; 28 unless told. */
  size?: number;
  className?: string;
}

export function Avatar({ person, size = 28, className = "" }: AvatarProps) {
  const { picture_url: picture } = person;
  return (
    <span
      aria-hidden="true"
      data-initials={picture ? "" : initials(person.name)}
      className={`grid shrink-0 place-items-center rounded-full font-[650] text-white select-none before:content-[attr(data-initials)] ${className}`}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.39),
        background: picture ? `center/cover url("${picture}")` : personColour(person.id ?? person.name),
      }}
    />
  );
}
