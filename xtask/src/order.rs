//! The functions of a wasm file in an order that packs better.
//!
//! Knows wasm's sections. What a file does depends on no order: wasm-bindgen puts the largest
//! function first, for no reason of size. Functions that take the same and begin alike are put
//! beside each other here, where a packer, which looks back 32 kB, sees what they share.

use anyhow::{Result, anyhow};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// The same module with its functions sorted by type, then by their code.
pub fn sorted(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut order = order(wasm)?;
    let mut module = Module::new();
    order
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(module.finish())
}

#[derive(Debug)]
struct Order {
    /// How many functions are imported: these come first, and keep their numbers.
    imported: u32,
    /// For each place the function that comes there; both count from the first with code.
    old: Vec<u32>,
    /// For each function the place that it comes to.
    new: Vec<u32>,
}

fn order(wasm: &[u8]) -> Result<Order> {
    let mut imported = 0;
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                types = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
            _ => {}
        }
    }
    let mut old: Vec<u32> = (0..).take(types.len()).collect();
    old.sort_by_key(|&function| (types[function as usize], &bodies[function as usize]));
    let mut new = vec![0; old.len()];
    for (place, &function) in (0..).zip(&old) {
        new[function as usize] = place;
    }
    Ok(Order { imported, old, new })
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(match function.checked_sub(self.imported) {
            Some(own) => self.imported + self.new[own as usize],
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in &self.old {
            functions.function(types[function as usize]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for place in 0..self.old.len() {
            let function = self.old[place] as usize;
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ExportKind, ExportSection, Function, ImportSection, Instruction, TypeSection, ValType,
    };

    /// Two functions that each say a number, and one that calls the import and the first.
    fn module(numbers: [i32; 2]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("m", "f", wasm_encoder::EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for number in numbers {
            functions.function(1);
            let mut body = Function::new([]);
            body.instruction(&Instruction::I32Const(number));
            code.function(body.instruction(&Instruction::End));
        }
        functions.function(0);
        let mut body = Function::new([]);
        body.instruction(&Instruction::Call(0));
        body.instruction(&Instruction::Call(1));
        body.instruction(&Instruction::Drop);
        code.function(body.instruction(&Instruction::End));
        let mut exports = ExportSection::new();
        exports.export("last", ExportKind::Func, 3);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    /// The code of every function, and the number of the one that is exported.
    fn read(wasm: &[u8]) -> (Vec<Vec<u8>>, Vec<u32>) {
        let (mut bodies, mut exported) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                Payload::ExportSection(exports) => {
                    exported.extend(exports.into_iter().map(|export| export.unwrap().index));
                }
                _ => {}
            }
        }
        (bodies, exported)
    }

    #[test]
    fn who_calls_whom_stays() {
        let (call, i32_const, drop, end) = (0x10, 0x41, 0x1a, 0x0b);
        let say = |number| vec![0, i32_const, number, end];
        let (bodies, exported) = read(&sorted(&module([7, 5])).unwrap());
        // The one of the first type comes first; 7, which it calls, comes behind 5.
        let last = vec![0, call, 0, call, 3, drop, end];
        assert_eq!(bodies, [last, say(5), say(7)]);
        assert_eq!(exported, [1]);
    }

    #[test]
    fn what_is_sorted_stays() {
        let once = sorted(&module([7, 5])).unwrap();
        assert_eq!(sorted(&once).unwrap(), once);
    }
}
