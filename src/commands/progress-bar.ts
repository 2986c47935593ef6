import { Presets, SingleBar } from 'cli-progress';

export interface ProgressBar {
  update(done: number, total: number, label: string): void;
  end(): void;
}

/** A bar on standard error while a person watches; silent where standard error is no terminal. */
export function progressBar(): ProgressBar {
  const bar = new SingleBar(
    { stream: process.stderr, format: '{bar} {percentage}% {label}', hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let isShown = false;
  return {
    update(done, total, label) {
      if (!isShown) bar.start(total, done, { label });
      isShown = true;
      bar.setTotal(total);
      bar.update(done, { label });
    },
    end() {
      if (isShown) bar.stop();
    },
  };
}
