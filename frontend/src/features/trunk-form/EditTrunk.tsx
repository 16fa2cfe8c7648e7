export function EditTrunk() {
  return <h1>EditTrunk</h1>;
}
