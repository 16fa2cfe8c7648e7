export function NewTrunk() {
  return <h1>NewTrunk</h1>;
}
