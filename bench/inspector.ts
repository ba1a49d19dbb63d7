/** Node's inspector of another process, for what only that process knows of its heap. */
import type { Readable } from "node:stream";

export interface Inspector {
  /** Of the heap after garbage collection, in MB. */
  heap(): Promise<number>;
  close(): void;
}

/** `stderr` of a process that was started with `--inspect`: it says where the inspector listens. */
export async function openInspector(stderr: Readable): Promise<Inspector> {
  const socket = new WebSocket(await addressIn(stderr));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  let calls = 0;
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener("message", ({ data }: MessageEvent) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const call = (method: string) =>
    new Promise<unknown>((resolve) => {
      calls += 1;
      waiting.set(calls, resolve);
      socket.send(JSON.stringify({ id: calls, method }));
    });
  return {
    async heap() {
      await call("HeapProfiler.collectGarbage");
      const { usedSize } = (await call("Runtime.getHeapUsage")) as { usedSize: number };
      return usedSize / 1024 / 1024;
    },
    close: () => socket.close(),
  };
}

function addressIn(stderr: Readable): Promise<string> {
  return new Promise((resolve) => {
    let told = "";
    stderr.on("data", (data: Buffer) => {
      told += data.toString();
      const address = /Debugger listening on (\S+)/.exec(told)?.[1];
      if (address) resolve(address);
    });
  });
}
