//! The `allocfix` program: everything it does is in [`allocfix::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    allocfix::cli::main()
}
