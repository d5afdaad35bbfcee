"""What the benchmarks share: real recordings of any length, a recorder that does not give up, faults and proofs."""
