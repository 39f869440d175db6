/** Says it politely to whoever listens, and once: the same region for all, on pages where a student writes. */
export function say(text?: string): void {
  const region = document.querySelector<HTMLElement>('[data-say]')
  if (region) region.textContent = text ?? region.dataset['say'] ?? ''
}
