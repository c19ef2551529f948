// Keeps the screen awake while a call runs.

let wanted = false;
let lock = null;

async function take() {
  if (!wanted || lock || document.visibilityState !== 'visible') return;
  try {
    lock = await navigator.wakeLock?.request('screen');
    lock?.addEventListener('release', () => {
      lock = null;
    });
  } catch {
    // Battery saver or an old browser: the call goes on, the screen may go dark.
  }
}

document.addEventListener('visibilitychange', take);

export function keepAwake(on) {
  wanted = on;
  if (on) take();
  else lock?.release();
}
