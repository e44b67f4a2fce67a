"""What stewards do with a portal's files: forms out and in, additions, repairs, differences."""
