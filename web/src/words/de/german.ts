/** German, whole: loaded before the first page is drawn where somebody reads it. */
import { account } from "./account";
import { auth } from "./auth";
import { common } from "./common";
import { errors } from "./errors";
import { library } from "./library";
import { multitrack } from "./multitrack";
import { parts } from "./parts";
import { player } from "./player";
import { recorder } from "./recorder";
import { recording } from "./recording";
import { sharing } from "./sharing";
import { shell } from "./shell";
import { stages } from "./stages";
import { upload } from "./upload";
import { watch } from "./watch";

export const german = { account, auth, common, errors, library, multitrack, parts, player, recorder, recording, sharing, shell, stages, upload, watch };
