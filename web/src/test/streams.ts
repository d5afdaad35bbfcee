/** What the mocked server is made of and jsdom's window has not: the streams of the platform. */
import { ReadableStream, TextDecoderStream, TransformStream, WritableStream } from "node:stream/web";

Object.assign(globalThis, { ReadableStream, TextDecoderStream, TransformStream, WritableStream });
