"""Files as an office would send them."""

import io

from openpyxl import Workbook

from services.directory.transfer.files import read_file
from services.directory.transfer.registers import registers
from services.directory.transfer.sheet import table


def csv_of(*rows, mark=","):
    return "\r\n".join(mark.join(row) for row in rows).encode()


def xlsx_of(*rows, merged=(), titles=("Sheet1",)):
    book = Workbook()
    sheet = book.active
    sheet.title = titles[0]
    for title in titles[1:]:
        book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(code, data, name="表.csv"):
    register = registers()[code]
    return table(read_file(data, name, register), register)


def whys(plan):
    """Every fault: row, heading, what stood there."""
    return [(line.number, fault.heading, fault.said) for line in plan.faulty() for fault in line.faults]
