export function Attempts() {
  return <h1>Attempts</h1>;
}
