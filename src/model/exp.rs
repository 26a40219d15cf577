//! Powers of e with the same bits on every machine.
//!
//! The standard library's may differ in the last bit between a native program and wasm, and a
//! confidence is written into documents.

/// e to the power of `x`, to six digits; 0 below -80 and the value at 80 above it. Without a branch
/// or a call, so that many are done side by side.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let is_least = x < -80.0;
    let x = if is_least { -80.0 } else { x };
    let x = if x < 80.0 { x } else { 80.0 } * std::f32::consts::LOG2_E;
    let whole = x.round_ties_even();
    let rest = (x - whole) * std::f32::consts::LN_2;
    // The series of e to the power of at most a third.
    let part = 1.0 / 720.0;
    let part = part * rest + 1.0 / 120.0;
    let part = part * rest + 1.0 / 24.0;
    let part = part * rest + 1.0 / 6.0;
    let part = part * rest + 0.5;
    let part = (part * rest + 1.0) * rest + 1.0;
    let power = f32::from_bits(((whole as i32 + 127) as u32) << 23) * part;
    if is_least { 0.0 } else { power }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_near_the_true_value() {
        for x in (-790..790).map(|x| x as f32 / 10.0) {
            let off = exp(x) / x.exp() - 1.0;
            assert!(off.abs() < 1e-5, "{x}: {off}");
        }
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
        assert_eq!(exp(0.0), 1.0);
    }
}
