/**
 * Checks the frames of a stream of messages before the library reads them: where a header makes no sense, nothing that
 * follows can be found again, and the library would stay silent for good.
 */
import { Transform } from "node:stream";

/** A header has two short lines; one that is longer than this is no header, in bytes. */
const LONGEST_HEADER = 8 * 1024;
/** A message that is larger than this would not fit into memory as a text, in bytes. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/** Passes the bytes on unchanged; ends in an error at the first frame that cannot be read. */
export function checkFrames(): Transform {
  let header = "";
  let left = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let at = 0;
      while (at < chunk.length) {
        if (left > 0) {
          const taken = Math.min(left, chunk.length - at);
          left -= taken;
          at += taken;
          continue;
        }
        // The end of the header may be cut in two by the chunks.
        const before = header.length;
        header += chunk.toString("latin1", at, Math.min(chunk.length, at + LONGEST_HEADER));
        const end = header.indexOf("\r\n\r\n");
        if (end < 0) {
          if (header.length >= LONGEST_HEADER) return done(new Error("a message header does not end"));
          at = chunk.length;
          continue;
        }
        const length = /^content-length:[ \t]*(\d+)[ \t]*$/im.exec(header.slice(0, end).replaceAll("\r", ""))?.[1];
        if (length === undefined || Number(length) > LARGEST_MESSAGE)
          return done(
            new Error(
              `a message header has no valid Content-Length: ${JSON.stringify(header.slice(0, end).slice(0, 200))}`,
            ),
          );
        left = Number(length);
        at += end + 4 - before;
        header = "";
      }
      done(null, chunk);
    },
  });
}
