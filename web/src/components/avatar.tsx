/** A person as a coloured disc with initials; they are drawn, not text: the name stands beside or is the label. */
import { initials, personColour } from "./person-colour";

interface AvatarProps {
  /** A guest has no id. */
  person: { id: string | null; name: string };
  /** Pixels; 28 unless told. */
  size?: number;
  className?: string;
}

export function Avatar({ person, size = 28, className = "" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(person.name)}
      className={`grid shrink-0 place-items-center rounded-full font-[650] text-white select-none before:content-[attr(data-initials)] ${className}`}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.39),
        background: personColour(person.id ?? person.name),
      }}
    />
  );
}
